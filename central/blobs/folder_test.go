package blobs_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/vanthu/vanthu/central/blobs"
	"github.com/vanthu/vanthu/central/blobs/blobstest"
)

func TestFolder(t *testing.T) {
	blobstest.Run(t, func(t *testing.T) blobs.Store {
		f, err := blobs.NewFolder(t.TempDir())
		require.NoError(t, err)
		return f
	})
}
