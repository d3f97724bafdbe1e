module example.org/shop // ours

go 1.22

require example.org/lone v0.1.0

require (
	github.com/a/direct v1.2.3
	github.com/b/other/v2 v2.0.0-20240101000000-0123456789ab // indirect
	"github.com/c/quoted" v1.0.0 // indirect; kept by hand
	github.com/d/local v0.0.0
	github.com/e/old v1.0.0 // why not
)

exclude github.com/x/excluded v1.0.0

replace (
	github.com/d/local => ./local
	github.com/e/old v1.0.0 => github.com/e/new v1.1.0
)

retract v0.9.0
