package access

import (
	"testing"

	"cookies-preferences/app/e2e/flows"
)

// promises are the tests of this package.
var promises = flows.Promises{
	"TestEqualWeight":                 {Test: TestEqualWeight, But: flows.Forced},
	"TestFlowsByKeys":                 {Test: TestFlowsByKeys},
	"TestFlowsByTree":                 {Test: TestFlowsByTree},
	"TestMessageStaysUntilTheNextAct": {Test: TestMessageStaysUntilTheNextAct},
	"TestNamesOfSwitches":             {Test: TestNamesOfSwitches},
	"TestReflow":                      {Test: TestReflow, But: flows.Forced},
	"TestStates":                      {Test: TestStates, But: flows.Forced},
	"TestTabThrough":                  {Test: TestTabThrough},
	"TestTaps":                        {Test: TestTaps},
	"TestTasks":                       {Test: TestTasks, Lacks: flows.Tree},
	"TestTrees":                       {Test: TestTrees, Lacks: flows.Tree},
	"TestVirtualReader":               {Test: TestVirtualReader},
	"TestWalks":                       {Test: TestWalks, Lacks: flows.Tree},
}

// TestEngines: the documents say what runs in which engine.
func TestEngines(t *testing.T) { promises.Check(t) }

// TestLongWebKit runs the promises in WebKit.
func TestLongWebKit(t *testing.T) { promises.InWebKit(t, false) }
