import { fileURLToPath } from 'node:url';

export const version = 'VERSION';

export const folder = fileURLToPath(new URL('./dist', import.meta.url));
