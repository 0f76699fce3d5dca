#pragma once

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

// A port of this machine that leads to another one and delivers every byte late, as a long line
// does: the round trip is twice the delay, the bandwidth is not limited. Ends with the object,
// and so do the connections through it.
class SshdDelayRelay
{
public:
    SshdDelayRelay(int targetPort, std::chrono::milliseconds delay);
    ~SshdDelayRelay();

    int port() const { return m_port; }

private:
    void accept();
    void carry(int from, int to);

    int m_targetPort;
    std::chrono::milliseconds m_delay;
    int m_listener = -1;
    int m_port = 0;
    std::atomic_bool m_stop = false;
    std::vector<int> m_sockets;
    std::vector<std::thread> m_carriers;
    std::thread m_acceptor;
};
