const isField = (element: EventTarget | null) =>
  element instanceof HTMLElement &&
  (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)) &&
  element.getAttribute('type') !== 'range';

/** Whether a key is meant for a field or a list that is open, not for the page. A list is told by events that it makes itself. */
export const isTyping = ({ target, isTrusted, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  !isTrusted || ctrlKey || metaKey || altKey || isField(target) || isField(document.activeElement);
