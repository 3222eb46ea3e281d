package io.github.kashew;

/**
 * Switching commands off and on.
 *
 * <p>A command that is switched off does not reach middleware and store. It is answered as if the store were empty and took
 * nothing: a look-up misses, a write answers false or 0, a lease is granted without being held, a scan finds nothing. So a
 * cache that is switched off as a whole is transparent: plans load, limits let pass, and callers at the same time still
 * share a load. While only looking up is switched off, and storing is not, what is loaded is stored.
 *
 * <p>A deletion that is switched off deletes nothing, so what it was to delete is there when all is switched on again. A
 * lease that was acquired before is released all the same.
 */
public interface SwitchOperations {

    /**
     * Switches off in the whole process, until {@link #enable} is called.
     *
     * @throws IllegalArgumentException if there is no route of the prefix
     */
    void disable(Switch off);

    /**
     * Switches on again in the whole process; a scope in which something is switched off stays as it is.
     *
     * @throws IllegalArgumentException if there is no route of the prefix
     */
    void enable(Switch on);

    /**
     * Returns the current context, with commands of this cache switched off in it.
     *
     * @throws IllegalArgumentException if there is no route of the prefix
     */
    CacheContext contextWithout(Switch off);

    /** Tells whether commands of a kind reach the store of a route from the current context. */
    boolean isEnabled(CommandKind kind, String prefix);

    /** Switches commands of these kinds off in all routes; all commands if none is named. */
    default void disable(CommandKind... kinds) {
        disable(Switch.of(kinds));
    }

    /** Switches commands of these kinds on again in all routes; all commands if none is named. */
    default void enable(CommandKind... kinds) {
        enable(Switch.of(kinds));
    }

    /**
     * Switches off what is called on this thread until the scope is closed, and nothing else; what was off before stays off
     * afterwards.
     */
    default CacheContext.Scope disabling(Switch off) {
        return contextWithout(off).open();
    }

    /** As {@link #disabling(Switch)}, in all routes; all commands if none is named. */
    default CacheContext.Scope disabling(CommandKind... kinds) {
        return disabling(Switch.of(kinds));
    }
}
