/** What both services make of their environment: names in lower case, and values that look like numbers as numbers. */
export function retyped(environment) {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name.toLowerCase(), retype(value)]))
}

function retype(value) {
  if (!Number.isNaN(Number(value))) return Number.parseInt(value, 10)
  const word = value.toLowerCase()
  return word === 'true' || word === 'false' ? word === 'true' : value
}
