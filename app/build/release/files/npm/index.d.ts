/** The banner's version. */
export declare const version: string;

/**
 * The folder of the files to serve, as a path of this machine: copy it into what your application
 * serves, such as public/cookies.
 */
export declare const folder: string;

export type {
  CookiesChoice, CookiesName, CookiesPreferences,
} from './dist/cookies-preferences.js';
