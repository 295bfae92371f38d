import { clsx } from 'clsx'
import { Picture } from '../ui/picture.tsx'
import { type Shelf, useShelfPictures } from './shelf-pictures.ts'

const places = ['col-span-2 row-span-2', '', '']

/** Represents a group of products with the pictures of three of them: a large one and two small ones. */
export const ShelfMosaic = ({ shelf }: { shelf: Shelf }) => {
  const pictures = useShelfPictures(shelf, places.length)
  return (
    <span className="grid aspect-[3/2] grid-cols-3 grid-rows-2 gap-1">
      {places.map((place, at) => (
        <span key={`${place}${at}`} className={clsx('min-h-0 overflow-hidden bg-picture', place)}>
          {pictures[at] ? (
            <Picture
              image={pictures[at]}
              alt=""
              size={at === 0 ? 280 : 140}
              className="h-full transition-transform duration-500 group-hover:scale-[1.03]"
            />
          ) : null}
        </span>
      ))}
    </span>
  )
}
