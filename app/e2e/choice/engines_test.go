package choice

import (
	"testing"

	"cookies-preferences/app/e2e/flows"
)

// promises are the tests of this package.
var promises = flows.Promises{
	"TestAcceptAndRefuse":                 {Test: TestAcceptAndRefuse},
	"TestAllowedTrackerAllowsItsCategory": {Test: TestAllowedTrackerAllowsItsCategory},
	"TestAnotherTabWithTheProgram":        {Test: TestAnotherTabWithTheProgram},
	"TestAskedAgain":                      {Test: TestAskedAgain},
	"TestAutoconsent":                     {Test: TestAutoconsent, Lacks: flows.Worlds},
	"TestAutoconsentAfterTheChoice":       {Test: TestAutoconsentAfterTheChoice, Lacks: flows.Worlds},
	"TestBackForwardCache":                {Test: TestBackForwardCache},
	"TestCallsAtOnce":                     {Test: TestCallsAtOnce},
	"TestCatalogueMissing":                {Test: TestCatalogueMissing},
	"TestChangeOfMind":                    {Test: TestChangeOfMind},
	"TestCharterContents":                 {Test: TestCharterContents},
	"TestCharterInTheBanner":              {Test: TestCharterInTheBanner},
	"TestCharterWithoutScript":            {Test: TestCharterWithoutScript, Lacks: flows.NoScripts},
	"TestCharterWithoutTheProgram":        {Test: TestCharterWithoutTheProgram},
	"TestClickBeforeTheDialog":            {Test: TestClickBeforeTheDialog},
	"TestContentAfterRefusal":             {Test: TestContentAfterRefusal},
	"TestDeclaredCookies":                 {Test: TestDeclaredCookies},
	"TestDialogChoices":                   {Test: TestDialogChoices},
	"TestDialogMissing":                   {Test: TestDialogMissing},
	"TestDoubleClick":                     {Test: TestDoubleClick},
	"TestDoubleTap":                       {Test: TestDoubleTap},
	"TestEveryReader":                     {Test: TestEveryReader},
	"TestExemptMeasurement":               {Test: TestExemptMeasurement},
	"TestExemptObjections":                {Test: TestExemptObjections},
	"TestExemptReaderCases":               {Test: TestExemptReaderCases},
	"TestExemptSwitches":                  {Test: TestExemptSwitches},
	"TestGPC":                             {Test: TestGPC},
	"TestGatedFrames":                     {Test: TestGatedFrames},
	"TestGatedScripts":                    {Test: TestGatedScripts},
	"TestGatesMissing":                    {Test: TestGatesMissing},
	"TestGatesOfServices":                 {Test: TestGatesOfServices},
	"TestHTTPS":                           {Test: TestHTTPS},
	"TestHandOver":                        {Test: TestHandOver},
	"TestHiddenCategoryOfServices":        {Test: TestHiddenCategoryOfServices},
	"TestIntegrationMissing":              {Test: TestIntegrationMissing},
	"TestIntegrations":                    {Test: TestIntegrations},
	"TestInterface":                       {Test: TestInterface},
	"TestLeavingAtOnce":                   {Test: TestLeavingAtOnce},
	"TestLeftWhileFetching":               {Test: TestLeftWhileFetching},
	"TestOnlyAChoiceIsConsent":            {Test: TestOnlyAChoiceIsConsent, But: flows.Time},
	"TestPlaceholder":                     {Test: TestPlaceholder},
	"TestPlaceholderKeepsTheSandbox":      {Test: TestPlaceholderKeepsTheSandbox},
	"TestPlaceholderNamesItsService":      {Test: TestPlaceholderNamesItsService},
	"TestPlaceholderOfDeclaredService":    {Test: TestPlaceholderOfDeclaredService},
	"TestPlaceholderOfHiddenCategory":     {Test: TestPlaceholderOfHiddenCategory},
	"TestPlanted":                         {Test: TestPlanted},
	"TestPlantedAhead":                    {Test: TestPlantedAhead},
	"TestPointerUp":                       {Test: TestPointerUp},
	"TestPreparedAhead":                   {Test: TestPreparedAhead},
	"TestPressesOnce":                     {Test: TestPressesOnce},
	"TestProgramIsFetchedOnDemand":        {Test: TestProgramIsFetchedOnDemand},
	"TestProgramMissing":                  {Test: TestProgramMissing},
	"TestPublicSuffix":                    {Test: TestPublicSuffix},
	"TestPurposes":                        {Test: TestPurposes},
	"TestReloadNeeded":                    {Test: TestReloadNeeded},
	"TestRenewal":                         {Test: TestRenewal},
	"TestReturnVisitWaitsForNoCookie":     {Test: TestReturnVisitWaitsForNoCookie},
	"TestSameTask":                        {Test: TestSameTask},
	"TestSaveMix":                         {Test: TestSaveMix},
	"TestScriptTwice":                     {Test: TestScriptTwice},
	"TestServerReaderCases":               {Test: TestServerReaderCases},
	"TestServiceAddedAsksAgain":           {Test: TestServiceAddedAsksAgain},
	"TestServiceSwitches":                 {Test: TestServiceSwitches},
	"TestServicesWithdrawnAlone":          {Test: TestServicesWithdrawnAlone},
	"TestStandardCharter":                 {Test: TestStandardCharter},
	"TestTakeOver":                        {Test: TestTakeOver, But: flows.Touch},
	"TestTakeOverEnds":                    {Test: TestTakeOverEnds},
	"TestTakeOverEscape":                  {Test: TestTakeOverEscape},
	"TestTakeOverInTheTask":               {Test: TestTakeOverInTheTask},
	"TestTogglesAtFirst":                  {Test: TestTogglesAtFirst},
	"TestTogglingCommitsNothing":          {Test: TestTogglingCommitsNothing},
	"TestTwoPortals":                      {Test: TestTwoPortals},
	"TestUnplacedCookies":                 {Test: TestUnplacedCookies},
	"TestWithdrawal":                      {Test: TestWithdrawal},
	"TestWithdrawalMissing":               {Test: TestWithdrawalMissing},
	"TestWithdrawalOfServices":            {Test: TestWithdrawalOfServices},
	"TestExemptOnOnePortal":               {Test: TestExemptOnOnePortal},
	"TestLibraryReaderCases":              {Test: TestLibraryReaderCases},
	"TestNamesOfGates":                    {Test: TestNamesOfGates},
	"TestAddressesOfServices":             {Test: TestAddressesOfServices},
	"TestSmallPlaceholder":                {Test: TestSmallPlaceholder},
	"TestExemptCookies":                   {Test: TestExemptCookies},
}

// TestEngines: the documents say what runs in which engine.
func TestEngines(t *testing.T) { promises.Check(t) }

// TestWebKit runs the flows in WebKit.
func TestWebKit(t *testing.T) { promises.InWebKit(t, true) }

// TestLongWebKit runs the other promises in WebKit.
func TestLongWebKit(t *testing.T) { promises.InWebKit(t, false) }
