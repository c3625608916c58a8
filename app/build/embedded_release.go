//go:build !js && release

package build

import _ "embed"

//go:embed embedded.zip
var embedded string
