package groovyinfra.connect;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A connection whose server may open so many sessions only: where it refuses one, others make room for it. */
record Roomy(Connection base, BooleanSupplier makeRoom) implements Connection {
    /** So long a server may still count what was closed. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private interface Spawning {
        Channel spawn() throws IOException;
    }

    private Channel spawn(Spawning spawning) throws IOException {
        long until = System.nanoTime();
        boolean hope = true;
        while (true) {
            try {
                return spawning.spawn();
            } catch (NoSession refused) {
                if (System.nanoTime() - until >= 0) {
                    if (!hope) {
                        throw refused;
                    }
                    hope = makeRoom.getAsBoolean();
                    until = System.nanoTime() + PATIENCE.toNanos();
                }
                pause(refused);
            }
        }
    }

    private static void pause(NoSession refused) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw refused;
        }
    }

    @Override
    public Channel spawn(String command) throws IOException {
        return spawn(() -> base.spawn(command));
    }

    @Override
    public Channel spawnOnTerminal(String command) throws IOException {
        return spawn(() -> base.spawnOnTerminal(command));
    }

    @Override
    public Connection overseer() {
        Connection overseer = base.overseer();
        return overseer.equals(base) ? this : new Roomy(overseer, makeRoom);
    }

    @Override
    public String overseen(String path) {
        return base.overseen(path);
    }

    @Override
    public boolean beginsInPlace() {
        return base.beginsInPlace();
    }

    @Override
    public Duration patience() {
        return base.patience();
    }

    @Override
    public Duration reconnection() {
        return base.reconnection();
    }

    @Override
    public boolean isOpen() {
        return base.isOpen();
    }

    @Override
    public void close() {
        base.close();
    }
}
