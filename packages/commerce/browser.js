throw new Error(
  '@tradepost/commerce is server code and must not reach a browser: import types only, or @tradepost/client.'
)
