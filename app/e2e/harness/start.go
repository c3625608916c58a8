package harness

import "cookies-preferences/banner/preferences"

// everything is all that a visitor of a page with the tracker matomo can allow.
var Everything = []preferences.Name{preferences.Statistics, preferences.Internal, preferences.ThirdParty, preferences.Matomo}
