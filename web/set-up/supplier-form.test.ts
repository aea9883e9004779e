// A supplier as it is typed: times agreed by severity, or none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  newSupplier,
  owedOf,
  type Supplier,
  supplierBody,
  supplierFaults,
  supplierForm,
} from './supplier-form.ts'

test('times are four numbers or dashes; anything else is a fault at its field', () => {
  assert.deepEqual(owedOf('60, 240, –, -'), [60, 240, null, null])
  assert.deepEqual(owedOf('60; 240; ; 0'), [60, 240, null, null])
  assert.equal(owedOf('60, 240'), null)
  assert.equal(owedOf('an hour, 2, 3, 4'), null)
  assert.deepEqual(supplierFaults(newSupplier), [])
  assert.deepEqual(supplierFaults({ ...newSupplier, update: 'often' }), [
    { path: 'update', code: 'owed_form' },
  ])
})

test('what was there is sent back as it was', () => {
  const one: Supplier = {
    ...{ id: 'sup_1', name: 'Acme', addresses: ['help@acme.example', '@acme.example'], formUrl: null },
    ...{ phone: '+46 8 1', ourNumber: 'C-9', languages: ['en'], contacts: 'Kim', escalation: '' },
    agreed: {
      ...{ calendar: null, answer: [60, null, null, null], update: [null, null, null, null] },
      ...{ solution: [1, 2, 3, 4], chaseMinutes: 30, chasesMax: 2, raiseMinutes: 0 },
    },
    ...{ active: false, version: 3 },
  }
  const { id: _id, version: _version, ...sent } = one
  assert.deepEqual(supplierBody(supplierForm(one)), sent)
})
