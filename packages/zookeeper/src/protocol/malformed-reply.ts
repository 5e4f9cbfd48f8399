/** What came is not ZooKeeper's protocol; nothing that follows on the same connection can be trusted. */
export class MalformedReply extends Error {
  override readonly name = 'MalformedReply'
}
