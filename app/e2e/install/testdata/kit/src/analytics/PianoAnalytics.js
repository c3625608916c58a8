'use client';

import { useEffect } from 'react';
import { initPianoAnalytics } from '@/utils/analytics';
import { isPianoAnalyticsAllowed } from '@/utils/cookieUtils';

export function PianoAnalytics() {
  useEffect(() => {
    if (isPianoAnalyticsAllowed()) initPianoAnalytics();
  }, []);
  return null;
}
