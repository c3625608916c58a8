package robust

import (
	"testing"

	"cookies-preferences/app/e2e/flows"
)

// promises are the tests of this package, and the hardships that WebKit can't be put to.
var promises = flows.Promises{
	"TestCharterWithoutEnd":         {Test: TestCharterWithoutEnd},
	"TestFullJar":                   {Test: TestFullJar, Lacks: flows.Jar},
	"TestHardships":                 {Test: TestHardships},
	"TestHostileInput":              {Test: TestHostileInput},
	"TestLightenedProgram":          {}, // in Node
	"TestPrivateWindow":             {Test: TestPrivateWindow},
	"TestReopenedOnASlowConnection": {Test: TestReopenedOnASlowConnection},
	"TestSandbox":                   {Test: TestSandbox},
	"TestSrcdoc":                    {Test: TestSrcdoc},
	"TestToldWithoutTheDialog":      {Test: TestToldWithoutTheDialog},
}

func init() {
	for name, d := range differences {
		if d.lacks != nil {
			promises["TestHardships/"+name] = flows.Promise{
				Lacks: d.lacks, Part: "A hardship: " + name}
		}
	}
}

// TestEngines: the documents say what runs in which engine.
func TestEngines(t *testing.T) { promises.Check(t) }

// TestWebKit meets what WebKit's own settings refuse, and a strict policy.
func TestWebKit(t *testing.T) {
	t.Parallel()
	for _, h := range webKitSettings {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			meet(t, h)
		})
	}
	meetInWebKit(t, "content policies", contentPolicies(t)[:1])
}

// TestLongWebKit runs the promises in WebKit, with all hardships.
func TestLongWebKit(t *testing.T) { promises.InWebKit(t, false) }
