package read_test

import (
	"fmt"
	"strings"
	"testing"

	"cookies-preferences/charter"
	"cookies-preferences/charter/read"
)

// BenchmarkParse: time and memory grow in proportion to the text, up to the largest, in each shape.
func BenchmarkParse(b *testing.B) {
	for name, unit := range map[string]string{
		"tables": "Cookies statistiques\n\nNom\tFinalité\tDurée\n_pk_id\tCompter\t13 mois\n\n",
		"rows":   "_pk_id\tCompter les visites\t13 mois\n",
		"broken": "_pk_id\t\nCompter les visites\nsans nom\n13 mois\n",
		"merged": "Catégorie\tNom\n\t_pk_id\n\t_ga\n",
		"lists":  "Cookies statistiques :\n- _pk_id : compte, 13 mois\n- mot : rien\n\n",
		"prose":  "Les cookies statistiques comptent les visites, sans votre consentement.\n",
		"names":  "Les cookies « un » et zz_a, comme _pk_* ou le cookie ABC.\n",
		"quotes": "a;\"b\nc;d\n",
		"stacks": "Nom\nDurée\n",
		"leads":  "Une phrase : elle dure.\nUne liste :\nmot : un mot\n",
	} {
		for _, size := range []int{charter.MaxSize / 16, charter.MaxSize / 4, charter.MaxSize} {
			head := "Charte\n\nNom\tFinalité\tDurée\n"
			if name == "quotes" {
				head = "Charte\n\nNom;Finalité\n"
			}
			text := []byte(head + strings.Repeat(unit, (size-len(head))/len(unit)))
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					read.Parse(text)
				}
			})
		}
	}
}
