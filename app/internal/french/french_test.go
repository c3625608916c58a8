package french

import (
	"io"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
	"cookies-preferences/charter/read"
)

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{
		0: "0", 999: "999", 1000: "1\u202f000", 12345: "12\u202f345",
		1234567: "1\u202f234\u202f567", -999: "-999", -1000: "-1\u202f000",
	} {
		if got := Number(n); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{
		0: "0\u00a0jeu", 1: "1\u00a0jeu", 2: "2\u00a0jeux", 2000: "2\u202f000\u00a0jeux",
	} {
		if got := Count(n, "jeu", "jeux"); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int]string{
		0: "0\u00a0octet", 803: "803\u00a0octets", 1000: "1,0\u00a0ko", 9138: "9,1\u00a0ko",
		9_950: "10,0\u00a0ko", 99_949: "99,9\u00a0ko", 99_950: "100\u00a0ko",
		803_126: "803\u00a0ko", 999_499: "999\u00a0ko", 999_500: "1,0\u00a0Mo",
		4_793_754: "4,8\u00a0Mo",
	} {
		if got := Size(n); got != want {
			t.Errorf("Size(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestSpaces(t *testing.T) {
	want := "«\u00a0Quoi\u00a0?\u00a0»\u00a0: rien\u00a0; non\u00a0!"
	if got := Spaces("« Quoi ? » : rien ; non !"); got != want {
		t.Errorf("Spaces gives %q, want %q", got, want)
	}
}

// TestUnreadable: the sentence says why, in French where the reason is a common one.
func TestUnreadable(t *testing.T) {
	for want, err := range map[string]error{
		"le fichier n’existe pas":             fs.ErrNotExist,
		"l’accès au fichier est refusé":       fs.ErrPermission,
		"ce n’est pas un dossier":             &fs.PathError{Op: "open", Err: syscall.ENOTDIR},
		"c’est un dossier, et non un fichier": &fs.PathError{Op: "read", Err: syscall.EISDIR},
		"erreur technique (EOF)":              io.EOF,
	} {
		if got := Unreadable(err); got != want {
			t.Errorf("%v: %q, want %q", err, got, want)
		}
	}
}

// TestExpected: an attribute takes one word or several.
func TestExpected(t *testing.T) {
	wrong := tag.Tag{Trackers: "x", Theme: "x"}.Wrong("")
	for i, want := range []string{"des mots parmi ga, ", "un mot parmi auto, light, dark"} {
		if got := Expected(wrong[i]); !strings.HasPrefix(got, want) {
			t.Errorf("%s takes %q, want %q", wrong[i].Attribute, got, want)
		}
	}
}

// TestCharterError: every fault that a charter can have has a French sentence.
func TestCharterError(t *testing.T) {
	for _, code := range []charter.Code{
		charter.CodeTooLarge, charter.CodeNotUTF8, charter.CodeControl, charter.CodeNoTitle,
		charter.CodeEmpty, charter.CodeHTML, charter.CodeMarkdown, charter.CodeAbsent,
		charter.CodeColumns, charter.CodeAddress,
	} {
		if CharterError(&charter.Error{Code: code}) == "" {
			t.Errorf("%s has no sentence", code)
		}
	}
	for want, wrong := range map[string]charter.Error{
		"a 3\u00a0cellules, alors que l’en-tête (ligne 5) en a 2\u00a0;": {
			Code: charter.CodeColumns, Cells: 3, Columns: 2, Header: 5,
		},
		"a 17\u00a0colonnes\u00a0; 16 sont admises au plus": {
			Code: charter.CodeColumns, Cells: 17, Columns: 16,
		},
	} {
		if got := CharterError(&wrong); !strings.Contains(got, want) {
			t.Errorf("%+v: %s", wrong, got)
		}
	}
}

// TestCharterWarning: every warning has a French sentence, about what it quotes.
func TestCharterWarning(t *testing.T) {
	for _, kind := range []read.WarningKind{
		read.WarnNoTitle, read.WarnLeftOut, read.WarnNoCookie, read.WarnNoCategory,
		read.WarnMixedCaption, read.WarnNoNames, read.WarnNoName, read.WarnColumn, read.WarnLong,
		read.WarnOtherPortal, read.WarnItem, read.WarnUnread, read.WarnTable,
		read.WarnNoPurpose, read.WarnNoDuration,
	} {
		got := CharterWarning(read.Warning{Kind: kind, Text: strings.Repeat("a", 61)})
		about := Spaces("« " + strings.Repeat("a", 59) + "… » : ")
		if sentence, ok := strings.CutPrefix(got, about); !ok || sentence == "" {
			t.Errorf("%s says %q", kind, got)
		}
	}
}
