/**
 * What a page may call and hear of the consent banner, for TypeScript:
 *
 *     /// <reference path="cookies-preferences.d.ts" />
 */

/** What a visitor can allow: a category of the charter, or a tracker. */
export type CookiesName =
  | 'functional_cookies' | 'statistics' | 'internal' | 'third_party'
  | 'ga' | 'matomo' | 'xiti' | 'at' | 'piano' | 'eulerian';

/** A choice, as the cookie `cookies_preferences` has it. */
export type CookiesChoice = Readonly<Record<CookiesName, boolean>> & {
  /** The version of the charter that the visitor was shown; absent when it has none. */
  readonly charter?: string;
  /**
   * What the visitor was asked about, where the page declares it: a sum of 1 for `statistics`, 2 for `internal`, 4 for
   * `third_party`, 8 for `ga` and so on in the order above.
   */
  readonly asked?: number;
  /** When the visitor chose, in milliseconds since 1970. */
  readonly timestamp: number;
};

/** `window.cookiesPreferences`: there as soon as the script has run. */
export interface CookiesPreferences {
  /** The choice; null when there is none. */
  get(): CookiesChoice | null;
  /** Whether a category or a tracker is allowed. Without a choice nothing optional is. */
  allows(name: CookiesName): boolean;
  /** Shows the preferences. */
  open(): void;
  /** Refuses everything optional. */
  refuse(): void;
  /** Erases the choice: the visitor is asked again. */
  forget(): void;
  /** Calls a function at each change, with the choice and the one before it. Returns what ends that. */
  onChange(listener: (preferences: CookiesChoice | null, previous: CookiesChoice | null) => void): () => void;
}

declare global {
  const cookiesPreferences: CookiesPreferences;
  interface Window {
    readonly cookiesPreferences: CookiesPreferences;
  }
  interface DocumentEventMap {
    'cookies_preferences:change': CustomEvent<{ preferences: CookiesChoice | null; previous: CookiesChoice | null }>;
    'cookies_preferences:error': CustomEvent<{ code: string; message: string }>;
  }
}
