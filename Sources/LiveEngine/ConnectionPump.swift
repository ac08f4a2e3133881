// SPDX-License-Identifier: Apache-2.0

import AsyncAlgorithms

/// Opens one connection, reads it to its end and writes what is queued, then reports how it went.
struct ConnectionPump: Sendable {
    let number: Int
    let transport: any LiveTransport
    let queue: OutboundQueue
    let inputs: AsyncChannel<SessionInput>

    func run() async {
        let ending = await withTaskGroup(of: ConnectionNews?.self) { group in
            group.addTask { await carry() }
            group.addTask { await queue.dropped().map { .ended(.lost($0)) } }
            defer { group.cancelAll() }
            for await news in group {
                if let news { return news }
            }
            return ConnectionNews.ended(.lost("The connection was given up."))
        }
        await report(ending)
    }

    private func carry() async -> ConnectionNews {
        do {
            let ending = try await transport.withConnection { connection in
                await report(.opened)
                return await withTaskGroup { group in
                    group.addTask { await write(to: connection) }
                    for await message in connection.messages {
                        await report(.received(message))
                    }
                    group.cancelAll()
                    return await connection.ending()
                }
            }
            return .ended(ending)
        } catch let error as SessionError {
            return .failed(error)
        } catch {
            return .failed(SessionError(.cannotConnect, "\(error)"))
        }
    }

    private func write(to connection: any LiveConnection) async {
        for await item in queue.items {
            switch item {
            case .message(let message, let medium):
                // A failed write needs no report: the reader sees the connection end.
                do throws(SessionError) { try await connection.send(message) } catch { return }
                queue.written(message)
                if let medium { await report(.written(medium)) }
            case .close(let code, let reason):
                await connection.close(code: code, reason: reason)
                return
            }
        }
    }

    private func report(_ news: ConnectionNews) async {
        await inputs.send(.connection(number, news))
    }
}
