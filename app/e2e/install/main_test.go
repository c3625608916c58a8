// Package install tests what administrators and integrators follow: recipes and examples are
// run as the documents have them.
//
//	recipes_test.go    web/docs/fr/installation.md, a subtest of TestWaysIn for each recipe: the
//	                   tag, nginx, Apache, a tag manager
//	proxies_test.go    nginx and Apache as TestWaysIn starts them; what they do to pages
//	nextjs_test.go     its recipe for Next.js, and the components that know the choice
//	kit_test.go        its recipe for Huwise's starter kit, exported behind nginx
//	release_test.go    the files of a release, without Go: what to upload, the workshop, the command
//	package_test.go    its npm package, with Vite and Next.js
//	upgrade_test.go    from one version to the next, while visitors are there
//	examples_test.go   web/docs/api.md, and the types for TypeScript
//	policies_test.go   web/docs/policies.md: what a policy must allow
//	proof_test.go      the folder that app proof makes: cookies, pictures, digests
//	picture_test.go    the pictures of README.md
package install

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
