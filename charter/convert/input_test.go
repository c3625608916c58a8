package convert_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/net/html/charset"

	"cookies-preferences/charter"
	"cookies-preferences/charter/convert"
	"cookies-preferences/charter/read"
)

// TestPlain: a charter's text comes through byte for byte, whatever it quotes.
func TestPlain(t *testing.T) {
	texts := []string{
		string(charter.StandardText()),
		"Charte cookies\r\n\r\nLa balise <script> dépose un cookie <b>.\r\n",
		"\ufeffCharte cookies\n\nVoir <https://a.example> ou a < b > c.\n",
		"Charte cookies\n==============\n\n- un cookie * important ** ;\n* deux | trois\n",
		"Charte cookies\n\nNom\tFinalité\n--------\t---------\n_ga_*\tCNIL & cie\n_gid_*\t`d`\n",
		"Charte cookies\n\nNom;Finalité;Durée\na;b;c\n",
		"Cookies ; traceurs\nRien ; vraiment\n",
		"404 cookies\n",
	}
	for _, host := range charter.Portals() {
		text, _ := charter.Portal(host)
		texts = append(texts, string(text))
	}
	for _, text := range texts {
		for _, name := range []string{"", "charte.txt", "portail.example.txt", "charte"} {
			got, err := convert.Text(name, []byte(text))
			if got != text || err != nil {
				t.Errorf("Text(%q, %q) = %q, %v", name, text, got, err)
			}
		}
	}
}

func TestDetect(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       convert.Format
	}{
		{"", "Cookies\n", convert.Plain},
		{"charte.html", "Cookies\n", convert.Plain},
		{"charte.csv", "Cookies\n", convert.Plain},
		{"", "<p>Cookies", convert.HTML},
		{"", "\ufeff\n <!doctype HTML>Cookies", convert.HTML},
		{"", "<!-- menu --><h1>Cookies</h1>", convert.HTML},
		{"", "<html><pre># Cookies\n## Liste</pre>", convert.HTML},
		{"", "<https://a.example>\n", convert.Plain},
		{"", "<base64> et <id>\n", convert.Plain},
		{"charte.md", "Cookies\n", convert.Markdown},
		{"", "# Cookies\n", convert.Markdown},
		{"", "<div align=center>\n\n# Cookies\n\n</div>", convert.Markdown},
		{"", "---\ntitle: Cookies\n---\nTexte", convert.Markdown},
		{"", "---\nTitre : cookies\n---\nTexte", convert.Markdown},
		{"", "Cookies\n\nNom | Durée\n--- | ---\na | b\n", convert.Markdown},
		{"", "Cookies\n\nNom | Durée\na | b\n", convert.Plain},
		{"", "Cookies\n\nVoir [a](https://a.example).\n", convert.Markdown},
		{"", "Cookies\n\nDes cookies **tiers**.\n", convert.Markdown},
		{"", "Cookies\n\n_ga_* et **, [a] (b)\n", convert.Plain},
		{"", "Cookies n&eacute;cessaires\n", convert.Markdown},
		{"", "Cookies<br>\ntiers", convert.Markdown},
		{"", "Des <b>cookies</b>", convert.Markdown},
		{"", "La balise <b> des cookies & autres;", convert.Plain},
		{"", "Nom;Finalité;Durée\na;b;c\n", convert.Sheet},
		{"", "Nom,Finalité,Durée\na,b,c\n", convert.Sheet},
		{"a.csv", "Un;deux\na;b\n", convert.Sheet},
		{"", "Un;deux\na;b\n", convert.Plain},
		{"", "Nom\tFinalité\na\tb\n", convert.Plain},
	} {
		got, err := convert.Detect(test.name, []byte(test.text))
		if got != test.want || err != nil {
			t.Errorf("Detect(%q, %q) = %v, %v, want %v", test.name, test.text, got, err, test.want)
		}
	}
}

// TestEncodings: browsers save pages in the encoding that they declare, Notepad writes four.
func TestEncodings(t *testing.T) {
	const body = "<h1>Cookies nécessaires à l’été</h1><p>« Œuvre » : 5 €</p>"
	const want = "Cookies nécessaires à l’été\n\n« Œuvre » : 5 €\n"
	declares := func(label string) string { return "<meta charset=" + label + ">" + body }
	for name, data := range map[string]string{
		"UTF-8":                             body,
		"UTF-8 with a byte order mark":      "\ufeff" + body,
		"UTF-8 from a page that was not":    declares("windows-1252"),
		"Windows-1252":                      encode(t, "windows-1252", declares("windows-1252")),
		"Windows-1252 that says ISO-8859-1": encode(t, "windows-1252", declares("iso-8859-1")),
		"Windows-1252 that says UTF-8":      encode(t, "windows-1252", declares("utf-8")),
		"Windows-1252 that says nothing":    encode(t, "windows-1252", body),
		"ISO-8859-15": encode(t, "iso-8859-15",
			strings.ReplaceAll(declares("iso-8859-15"), "’", "&rsquo;")),
		"UTF-16 with a byte order mark":      encode(t, "utf-16le", "\ufeff"+declares("utf-16")),
		"UTF-16, big endian":                 encode(t, "utf-16be", "\ufeff"+body),
		"UTF-16 without a byte order mark":   encode(t, "utf-16le", body),
		"UTF-16BE without a byte order mark": encode(t, "utf-16be", body),
	} {
		if got, err := convert.Text("", []byte(data)); got != want || err != nil {
			t.Errorf("%s: Text = %q, %v", name, got, err)
		}
	}
	const text = "Charte cookies\r\n\r\nÀ l’été\r\n"
	for _, label := range []string{"windows-1252", "utf-16le", "utf-16be"} {
		got, err := convert.Text("a.txt", []byte(encode(t, label, text)))
		if got != text || err != nil {
			t.Errorf("plain text in %s: Text = %q, %v", label, got, err)
		}
	}
}

func encode(t *testing.T, label, text string) string {
	t.Helper()
	encoding, _ := charset.Lookup(label)
	encoded, err := encoding.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// TestRefused: what is no charter is refused in French, with a way out.
func TestRefused(t *testing.T) {
	const words = "Nous utilisons des cookies."
	for _, test := range []struct {
		name, data string
		code       convert.Code
		words      string // of the message
	}{
		{"a.txt", "", convert.CodeEmpty, "vide"},
		{"a.md", "\ufeff \r\n\u00a0", convert.CodeEmpty, "vide"},
		{"a.html", "<html><script>cookies()</script><div id=app>", convert.CodeEmpty, "script"},
		{"a.txt", "\x89PNG\r\n\x1a\n\x00\x00", convert.CodeBinary, "image"},
		{"a.txt", "\xff\xd8\xff\xe0\x00\x10JFIF", convert.CodeBinary, "image"},
		{"a.html", "<?xml version='1.0'?><svg>cookies</svg>", convert.CodeBinary, "image"},
		{"a.txt", "%PDF-1.7\ncookies", convert.CodeBinary, "PDF"},
		{"a.docx", "PK\x03\x04\x14\x00", convert.CodeBinary, "traitement de texte"},
		{"a.doc", "\xd0\xcf\x11\xe0\xa1\xb1", convert.CodeBinary, "ancien document"},
		{"a.txt", `{\rtf1\ansi cookies}`, convert.CodeBinary, "RTF"},
		{"a.txt", "cookies" + strings.Repeat("\x00\x01\xfe", 40), convert.CodeBinary, "pas un texte"},
		{"a.txt", `{"error": "cookies"}`, convert.CodeNotCharter, "JSON"},
		{"a.txt", "404 Not Found\n\nnginx\n", convert.CodeErrorPage, "erreur"},
		{"a.txt", "Page introuvable\n", convert.CodeErrorPage, "erreur"},
		{"", "<title>404 Not Found</title><h1>Not Found</h1>", convert.CodeErrorPage, "erreur"},
		{"", "<title>Ville - Page introuvable</title>" + words, convert.CodeErrorPage, "erreur"},
		{"", "<title>Ville</title><h1>Erreur 404</h1>" + words, convert.CodeErrorPage, "erreur"},
		{"", "<title>Access Denied</title><p>" + words, convert.CodeErrorPage, "erreur"},
		{"", "<title>502 Bad Gateway</title><center>nginx", convert.CodeErrorPage, "erreur"},
		{"", "<form><input type=password></form><p>" + words, convert.CodeLogin, "connexion"},
		{"", "<h1>Identifiez-vous</h1><input TYPE=Password>", convert.CodeLogin, "connexion"},
		{"", "<h1>Mentions légales</h1><p>Directrice…", convert.CodeNotCharter, "cookies"},
		{"a.md", "# Mentions légales\n", convert.CodeNotCharter, "cookies"},
		{"a.csv", "Commune;Latitude\nA;1\n", convert.CodeNotCharter, "cookies"},
		{"a.html", strings.Repeat("<div>", 600) + words, convert.CodeTooLarge, "imbrique"},
		{"a.html", strings.Repeat("<p>cookies<p>tiers", 60_000), convert.CodeTooLarge, "volumineux"},
		{"a.txt", strings.Repeat("cookies\n", 1<<20+1), convert.CodeTooLarge, "volumineux"},
	} {
		text, err := convert.Text(test.name, []byte(test.data))
		wrong, ok := errors.AsType[*convert.Error](err)
		if !ok || wrong.Code != test.code || !strings.Contains(wrong.Message, test.words) ||
			!strings.HasSuffix(wrong.Message, ".") {
			t.Errorf("Text(%q, %.60q) = %.60q, %v, want %s",
				test.name, test.data, text, err, test.code)
		}
	}
}

// TestAccepted: what charters have in common with those pages does not refuse them.
func TestAccepted(t *testing.T) {
	list := strings.Repeat("<p>Les cookies de la ville tiennent la connexion ouverte.</p>", 20)
	for name, page := range map[string]string{
		"a login form in the header": "<header><input type=password></header>" + list,
		"a table on an odd page":     "<title>404</title><p>Cookies<table><tr><td>a<td>b</table>",
		"no word of cookies but a table": "<h1>Galetes</h1>" +
			"<table><tr><td>Nom<td>Finalité<tr><td>a<td>b</table>",
		"a number in the title": "<title>Cookies des 404 communes</title>" + list,
	} {
		if text, err := convert.Text("", []byte(page)); err != nil {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}

// TestRoundTrip: the same table gives the same rows, whatever it is pasted as.
func TestRoundTrip(t *testing.T) {
	const want = "Charte cookies\n\nCookies statistiques\n\nNom\tFinalité\tDurée\n" +
		"_pk_id.*\tCompter, « une fois » ; & sans plus\t13 mois\n" +
		"_ga_*\tMesurer a | b\t\n" +
		"x-1\tAfficher <b> & \"c\"\t1 an\n"
	for name, text := range map[string]string{
		"a.html": "<h1>Charte cookies</h1><table><caption>Cookies statistiques</caption>" +
			"<tr><th>Nom<th>Finalité<th>Durée" +
			"<tr><td>_pk_id.*<td>Compter, « une fois » ; &amp; sans plus<td>13 mois" +
			"<tr><td>_ga_*<td>Mesurer a | b<td>" +
			"<tr><td>x-1<td>Afficher &lt;b&gt; &amp; \"c\"<td>1 an</table>",
		"a.md": "# Charte cookies\n\n**Cookies statistiques**\n\n" +
			"| Nom | Finalité | Durée |\n|---|---|---|\n" +
			"| _pk_id.* | Compter, « une fois » ; & sans plus | 13 mois |\n" +
			"| _ga_* | Mesurer a \\| b | |\n" +
			"| `x-1` | Afficher `<b>` & \"c\" | 1 an |\n",
		"tabs.md": "# Charte cookies\n\n## Cookies statistiques\nNom\tFinalité\tDurée\n" +
			"_pk_id.*\tCompter, « une fois » ; & sans plus\t13 mois\n" +
			"_ga_*\tMesurer a | b\t\nx-1\tAfficher \\<b> & \"c\"\t1 an\n",
		"a.csv": "Charte cookies;;\nCookies statistiques;;\nNom;Finalité;Durée\n" +
			"_pk_id.*;\"Compter, « une fois » ; & sans plus\";13 mois\n" +
			"_ga_*;Mesurer a | b;\nx-1;\"Afficher <b> & \"\"c\"\"\";1 an\n",
		"commas.csv": "Charte cookies\nCookies statistiques\nNom,Finalité,Durée\n" +
			"_pk_id.*,\"Compter, « une fois » ; & sans plus\",13 mois\n" +
			"_ga_*,Mesurer a | b,\nx-1,\"Afficher <b> & \"\"c\"\"\",1 an\n",
		"a.tsv": strings.ReplaceAll(want, "\n\n", "\n"),
		"a.txt": want,
	} {
		got, err := convert.Text(name, []byte(text))
		if got != want || err != nil {
			t.Errorf("%s: Text = %v\n%s", name, err, got)
		}
		again, err := convert.Text("", []byte(got))
		if again != got || err != nil {
			t.Errorf("%s: what was converted is converted again: %v\n%s", name, err, again)
		}
	}
}

// TestRefusedMarkup: each text that package read takes for HTML or Markdown is converted.
func TestRefusedMarkup(t *testing.T) {
	for _, markup := range []string{"Des mots __en gras__.", "Lisez [la page](page.html).",
		"Fin.</p>", "Une ligne<br>deux", "**Cookies**"} {
		document := "Charte cookies\n\n" + markup + "\n"
		_, err := read.Parse([]byte(document))
		if wrong, ok := errors.AsType[*charter.Error](err); !ok ||
			wrong.Code != charter.CodeHTML && wrong.Code != charter.CodeMarkdown {
			t.Errorf("read takes %q: %v", markup, err)
			continue
		}
		text, err := convert.Text("", []byte(document))
		if err == nil {
			_, err = read.Parse([]byte(text))
		}
		if err != nil {
			t.Errorf("%q gives %q: %v", markup, text, err)
		}
	}
}
