import { vi } from 'vitest'

// Of somebody whose own tests never wait.
vi.useFakeTimers()
