/**
 * The address that content which waits is to get. Once a lazy loader has used data-src before
 * the choice, the address is kept where loaders don't look: see gates.js.
 * @param {HTMLElement} gate
 */
export const addressOf = ({ dataset: { src, cookiesSrc } }) => src ?? cookiesSrc;
