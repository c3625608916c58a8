import { pianoAnalytics } from 'piano-analytics-js';
import { isPianoAnalyticsAllowed } from './cookieUtils';

let started = false;

export function initPianoAnalytics() {
  if (started) return;
  pianoAnalytics.setConfigurations({
    site: Number(process.env.NEXT_PUBLIC_PIANO_ANALYTICS_SITE_ID),
    collectDomain: process.env.NEXT_PUBLIC_PIANO_ANALYTICS_COLLECT_DOMAIN,
  });
  started = true;
}

export function trackPageView(page) {
  if (!isPianoAnalyticsAllowed() || !started) return;
  pianoAnalytics.sendEvents([{ name: 'page.display', data: { page } }]);
}
