/** The object with some of its methods replaced; the others still run on the object itself, private fields included. */
export function overriding<T extends object>(target: T, methods: Partial<T>): T {
  return new Proxy(target, {
    get(object, name) {
      const own: unknown = Reflect.get(methods, name) ?? Reflect.get(object, name)
      return typeof own === 'function' ? own.bind(object) : own
    },
  })
}
