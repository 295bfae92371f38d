import type { Image } from '@tradepost/contract'
import { Picture } from '../ui/picture.tsx'
import { type Shelf, useShelfPictures } from './shelf-pictures.ts'

interface ShelfPictureProps {
  /** The group's own picture, if it has one. */
  image?: Image | null
  shelf: Shelf
  size: number
  sizes: string
}

/** Represents a group of products with its own picture, or otherwise with the picture of one of the products. */
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
