import { useEffect, useState } from 'react'

/** Returns a value once it has not changed for `restMs` milliseconds. */
export const useSettled = <Value>(value: Value, restMs: number): Value => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs)
    return () => clearTimeout(timer)
  }, [value, restMs])
  return settled
}
