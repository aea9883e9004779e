// How the agents' app is built. Not: how it is served (server/) or what it says (words/).
// Nothing is inlined, neither script, style, font nor picture, so that a content policy of 'self' holds.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../.build/web',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
})
