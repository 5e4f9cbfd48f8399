/** A document with one of its sections replaced, or added at its end. A section begins with its title, as `## Title`. */
export function replaceSection(document: string, title: string, section: string): string {
  const parts = document.split(/^(?=## )/m)
  const place = parts.findIndex((part) => part.startsWith(`## ${title}\n`))
  const text = `${section.trimEnd()}\n`
  if (place < 0) return `${document.trimEnd()}\n\n${text}`
  return parts.with(place, place === parts.length - 1 ? text : `${text}\n`).join('')
}
