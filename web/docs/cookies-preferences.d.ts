/**
 * The consent banner's interface and events, for TypeScript:
 *
 *     /// <reference path="cookies-preferences.d.ts" />
 */

/** A category of the charter, or a tracker, which visitors allow or refuse. */
export type CookiesName =
  | 'functional_cookies' | 'statistics' | 'internal' | 'third_party'
  | 'ga' | 'matomo' | 'xiti' | 'at' | 'piano' | 'eulerian';

/** A choice, as the cookie `cookies_preferences` has it. */
export type CookiesChoice = Readonly<Record<CookiesName, boolean>> & Readonly<CookiesServices> & {
  /** The version of the charter that the visitor was shown; absent when it has none. */
  readonly charter?: string;
  /**
   * What the visitor was asked about, where the page declares it: a sum of 1 for `statistics`,
   * 2 for `internal`, 4 for `third_party`, 8 for `ga` and so on in the order above.
   */
  readonly asked?: number;
  /** When the visitor chose, in milliseconds since 1970. */
  readonly timestamp: number;
};

/** `window.cookiesPreferences`, defined as soon as the script has run. It may never come. */
export interface CookiesPreferences {
  /** The banner's version, such as `1.0.0`. */
  readonly version: string;
  /** Returns the choice, or null when there is none. */
  get(): CookiesChoice | null;
  /**
   * Reports whether a category, a tracker or a service that `data-services` declares is allowed.
   * Without a choice nothing optional is, but what `data-exempt` names.
   */
  allows(name: CookiesName | keyof CookiesServices): boolean;
  /** Shows the preferences. */
  open(): void;
  /** Refuses everything optional. */
  refuse(): void;
  /** Erases the choice: the visitor is asked again. */
  forget(): void;
  /**
   * Calls a function at each change, with the new choice and the previous one. Returns a
   * function that removes the listener.
   */
  onChange(
    listener: (preferences: CookiesChoice | null, previous: CookiesChoice | null) => void,
  ): () => void;
  /** Has content wait in a shadow root that the banner can't find by itself, as a closed one. */
  watch(root: ShadowRoot): void;
}

declare global {
  /**
   * The services that `data-services` declares. Name yours in a file of your own:
   *
   *     interface CookiesServices { youtube: boolean }
   */
  interface CookiesServices {}
  const cookiesPreferences: CookiesPreferences;
  interface Window {
    readonly cookiesPreferences?: CookiesPreferences;
  }
  interface DocumentEventMap {
    'cookies_preferences:change': CustomEvent<{
      preferences: CookiesChoice | null;
      previous: CookiesChoice | null;
    }>;
    'cookies_preferences:error': CustomEvent<{ code: string; message: string }>;
  }
}
