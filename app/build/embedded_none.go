//go:build !js && !release

package build

// embedded is the zip of a build, in commands of a release.
const embedded = ""
