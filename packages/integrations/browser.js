throw new Error(
  '@tradepost/integrations is server code and must not reach a browser: import types only, or @tradepost/client.'
)
