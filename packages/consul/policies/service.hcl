# What a service needs that takes its configuration from below dmt/ and never writes it: `dmt-providers exec`.
key_prefix "dmt/" {
  policy = "read"
}
