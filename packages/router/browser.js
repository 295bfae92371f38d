throw new Error(
  '@tradepost/router is server code and must not reach a browser: import types only, or @tradepost/client.'
)
