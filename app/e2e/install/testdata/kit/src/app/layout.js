import { PianoAnalytics } from '@/components/PianoAnalytics';

export default function RootLayout({ children }) {
  return (
    <html lang="fr">
      <head><title>Portail</title></head>
      <body>
        {children}
        <PianoAnalytics />
      </body>
    </html>
  );
}
