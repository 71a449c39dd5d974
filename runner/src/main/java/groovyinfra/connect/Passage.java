package groovyinfra.connect;

import groovyinfra.model.Exit;
import groovyinfra.model.Identity;
import java.time.Duration;
import java.util.Optional;

/** A message on its way to a host and back, over as many connections as that takes. */
final class Passage {
    private static final Duration CATCHING_UP = Duration.ofSeconds(3);

    private final Shells shells;
    private final Lifeline lifeline;
    private final Identity as;
    private final Message message;
    private final Recovery recovery;
    private Optional<Exit> wanted = Optional.empty(); // guarded by this
    private Optional<Delivery> present = Optional.empty(); // guarded by this
    private boolean again;

    Passage(Shells shells, Lifeline lifeline, Identity as, Message message, Recovery recovery) {
        this.shells = shells;
        this.lifeline = lifeline;
        this.as = as;
        this.message = message;
        this.recovery = recovery;
    }

    /** Ends it: what runs for it is killed on the host, as soon as that can be reached, with this exit. */
    synchronized void stop(Exit as) {
        wanted = wanted.or(() -> Optional.of(as));
        present.ifPresent(delivery -> delivery.stop(as));
    }

    private synchronized Delivery begin(Delivery delivery) {
        present = Optional.of(delivery);
        wanted.ifPresent(delivery::stop);
        return delivery;
    }

    /** Whether somebody has ended it. */
    synchronized boolean isStopped() {
        return wanted.isPresent();
    }

    /** Whether the parts that have not ended are to be sent again, in another message. */
    boolean isAgain() {
        return again && !isStopped();
    }

    /** Blocks until the message is carried out, or it is clear that it will not be. */
    void make() {
        Shell shell = shells.of(as);
        Delivery delivery = begin(shell.delivery(message));
        shell.carryOut(delivery, message, lifeline.isLasting() ? recovery : Recovery.NONE);
        boolean lost = delivery.isBroken() && !lifeline.isOpen();
        if (lost && lifeline.isLasting()) {
            recover(shell, delivery.cause(false));
        } else {
            end(delivery);
            if (!shell.isUsable()) {
                retire(delivery);
            }
        }
    }

    private void end(Delivery delivery) {
        again = message.isStale();
        delivery.stopped().ifPresent(exit -> message.breakOff(exit, delivery.remark()));
        if (delivery.isBroken()) {
            boolean connected = lifeline.isOpen();
            message.breakOff(new Exit.Lost(delivery.cause(connected), connected), "");
        }
    }

    private void retire(Delivery delivery) {
        if (delivery.stopped().isPresent()) {
            shells.take(as).close();
        } else {
            shells.drop(as);
        }
    }

    private void recover(Shell lost, String cause) {
        if (recovery == Recovery.REPEAT) {
            shells.renew(cause);
            again = true;
            return;
        }
        shells.take(as);
        try {
            follow(lost, cause);
            again = again || message.isMissed();
            message.gone().ifPresent(why -> message.breakOff(new Exit.Lost(cause + "; " + why, true), ""));
        } catch (Gone gone) {
            message.breakOff(gone.exit(), "");
        }
    }

    /** Another shell reads what the lost one writes down, over yet another connection where need be. */
    private void follow(Shell lost, String cause) {
        Delivery delivery;
        do {
            shells.renew(cause);
            Shell follower = shells.of(as);
            shells.take(as);
            delivery = begin(follower.following(message, lost, CATCHING_UP));
            delivery.carryOut(lost.logbook().follow(message, lost.process()), "");
            follower.followedEnough();
        } while (delivery.isBroken() && !lifeline.isOpen());
        end(delivery);
    }
}
