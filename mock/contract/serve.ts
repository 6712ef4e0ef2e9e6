import type { ContractSite } from '../dispatch.ts'
import { serveSqs } from '../sqs/serve.ts'
import { ownRequest, withOwnHeaders } from './request.ts'
import { routeOf } from './route.ts'
import type { Served } from './served.ts'
import { siblingsOf } from './siblings.ts'

/** Serves requests as a contract has them, by the parts of SQS. */
export function serving(served: Served): ContractSite {
  const beside = siblingsOf(served)
  return (common, { sqs, behaviour }) => {
    const route = routeOf(served, common.path, common.request)
    const request = withOwnHeaders(served, common.request)
    const isUpdate = route.operation === 'update' || route.operation === 'unknown'
    return serveSqs(
      {
        ...common,
        ...route,
        request: isUpdate ? ownRequest(served, request) : request,
        store: sqs,
        decide: behaviour.sqs,
      },
      beside,
    )
  }
}
