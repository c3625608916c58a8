import { PianoAnalytics } from '@/analytics/PianoAnalytics';

export default function RootLayout({ children }) {
  return (
    <html lang="fr">
      <head><title>Portail</title></head>
      <body>
        <PianoAnalytics />
        {children}
      </body>
    </html>
  );
}
