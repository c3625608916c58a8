package page

import (
	"testing"

	"cookies-preferences/app/e2e/flows"
)

// promises are the tests of this package.
var promises = flows.Promises{
	"TestAccent":                         {Test: TestAccent},
	"TestBodyReplaced":                   {Test: TestBodyReplaced},
	"TestCharterIsFetchedOnlyWhenNeeded": {Test: TestCharterIsFetchedOnlyWhenNeeded},
	"TestDelivery":                       {Test: TestDelivery},
	"TestDocumentRewritten":              {Test: TestDocumentRewritten},
	"TestIdleLoad":                       {Test: TestIdleLoad, Lacks: flows.SaveData},
	"TestInheritedStyles":                {Test: TestInheritedStyles},
	"TestInvalidAccent":                  {Test: TestInvalidAccent},
	"TestNothingBeforeAChoice":           {Test: TestNothingBeforeAChoice},
	"TestPortalIsLeftAlone":              {Test: TestPortalIsLeftAlone, But: flows.Listeners},
	"TestPrerendered":                    {Test: TestPrerendered, Lacks: flows.Prerendering},
	"TestPrinting":                       {Test: TestPrinting, Lacks: flows.Paper},
	"TestScrolling":                      {Test: TestScrolling},
	"TestTheme":                          {Test: TestTheme},
	"TestThemeInFrames":                  {Test: TestThemeInFrames},
	"TestThemeOnBody":                    {Test: TestThemeOnBody},
}

// TestEngines: the documents say what runs in which engine.
func TestEngines(t *testing.T) { promises.Check(t) }

// TestWebKit runs the flows in WebKit.
func TestWebKit(t *testing.T) { promises.InWebKit(t, true) }

// TestLongWebKit runs the other promises in WebKit.
func TestLongWebKit(t *testing.T) { promises.InWebKit(t, false) }
