/**
 * Answers the test's messages `{ id, on, method, args }` with what the call gave. `forget` makes the call without
 * looking at its outcome, as the services do in places.
 */
export function answerCalls(objects, isOwnError) {
  process.on('message', async ({ id, on, method, args, forget }) => {
    const target = on.split('.').reduce((object, name) => object[name], objects)
    const outcome = target[method](...args)
    if (forget) return process.send({ id })
    try {
      process.send({ id, answer: await outcome })
    } catch (error) {
      const { name, message, status, code, item } = error
      process.send({ id, error: { name, message, status, code, item, isOwn: isOwnError(error) } })
    }
  })
}
