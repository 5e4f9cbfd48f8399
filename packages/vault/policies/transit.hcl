# What the services need of the key dmt in a transit engine that is mounted at transit/, for secrets that
# @dmt-providers/envelope seals. Without "create" nobody makes a new key by mistyping its name.

path "transit/encrypt/dmt" {
  capabilities = ["update"]
}

path "transit/decrypt/dmt" {
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
