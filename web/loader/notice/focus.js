/** Returns the element that has the focus, in open shadow roots too, not in closed ones. */
export function focused() {
  let target = document.activeElement;
  while (target?.shadowRoot?.activeElement) target = target.shadowRoot.activeElement;
  return target;
}
