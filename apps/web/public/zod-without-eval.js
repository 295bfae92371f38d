// zod probes whether it may compile schemas with `new Function`. The content security policy refuses that, and the browser
// reports every probe as an error. This setting, which zod reads from the global object, spares the probe; it must be
// there before the first schema is made, hence a script of its own before the bundle.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
