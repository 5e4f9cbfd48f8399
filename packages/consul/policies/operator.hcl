# What whoever seeds and changes the configuration below dmt/ needs: `dmt-providers config seed`, `set`, `rollback`.
key_prefix "dmt/" {
  policy = "write"
}
