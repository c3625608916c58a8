export function getCookiePreferences() {
  if (typeof window === 'undefined') return null;
  try {
    const pair = document.cookie.split('; ').find((row) => row.startsWith('cookies_preferences='));
    return pair ? JSON.parse(decodeURIComponent(pair.split('=')[1])) : null;
  } catch (error) {
    console.warn('cookies_preferences', error);
    return null;
  }
}

export function isPianoAnalyticsAllowed() {
  const preferences = getCookiePreferences();
  if (!preferences) {
    return true;
  }
  return preferences.piano !== false;
}
