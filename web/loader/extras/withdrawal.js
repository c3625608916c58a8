/**
 * What a refusal removes and a withdrawal stops, with the names of the cookies from the catalogue
 * of services.
 */
import { cookies } from 'virtual:build';
import { createWithdrawal } from './removal.js';

export const withdraw = createWithdrawal(cookies);
