import type { Image } from '@tradepost/contract'
import { Picture } from '../ui/picture.tsx'
import { type Shelf, useShelfPictures } from './shelf-pictures.ts'

interface ShelfPictureProps {
  /** Its own picture, where it has one. */
  image?: Image | null
  shelf: Shelf
  size: number
  sizes: string
}

/** Stands for many products: by a picture of its own, else by that of one of them. */
export const ShelfPicture = ({ image = null, shelf, size, sizes }: ShelfPictureProps) => {
  const [first] = useShelfPictures(shelf, image === null ? 1 : 0)
  return (
    <Picture
      image={image ?? first}
      alt=""
      size={size}
      sizes={sizes}
      className="transition-transform duration-500 group-hover:scale-[1.03]"
    />
  )
}
