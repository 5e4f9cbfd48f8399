# What the services need in a KV engine of version 1 that is mounted at secret/, and no more.
# Another mount or a prefix: put it in the place of secret/ (secret/<prefix>/*).

path "secret/*" {
  capabilities = ["create", "read", "update", "delete", "list"]
}

# Health: what the token may do is asked, not tried.
path "sys/capabilities-self" {
  capabilities = ["update"]
}

# The token's own life: how long it is, to renew it, and to give it back. Vault's default policy has these too.
path "auth/token/lookup-self" {
  capabilities = ["read"]
}
path "auth/token/renew-self" {
  capabilities = ["update"]
}
path "auth/token/revoke-self" {
  capabilities = ["update"]
}
