import { type DragEvent, useState } from 'react'

/** Lets users reorder a list by dragging. The list needs buttons for the same, for keyboard and touch. */
export const useDragOrder = (onMove: (from: number, to: number) => void) => {
  const [dragged, setDragged] = useState<number | null>(null)
  const [target, setTarget] = useState<number | null>(null)
  const end = () => {
    setDragged(null)
    setTarget(null)
  }
  return {
    isTarget: (at: number): boolean => target === at && dragged !== null && dragged !== at,
    isDragged: (at: number): boolean => dragged === at,
    itemProps: (at: number) => ({
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', String(at))
        setDragged(at)
      },
      onDragOver: (event: DragEvent) => {
        if (dragged === null) return
        event.preventDefault()
        setTarget(at)
      },
      onDrop: (event: DragEvent) => {
        if (dragged === null) return
        event.preventDefault()
        event.stopPropagation()
        if (dragged !== at) onMove(dragged, at)
        end()
      },
      onDragEnd: end,
    }),
  }
}
