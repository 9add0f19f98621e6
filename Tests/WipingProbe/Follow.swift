internal import HeapInterposer

/// Makes a holder of secrets, uses it, and lets it go. Of its memory, as it was just before, nothing may be left then: round
/// keys, powers of H, or numbers in Montgomery form are of octets that no search knows.
func follow<Holder: AnyObject>(_ make: () throws -> Holder, using use: (Holder) throws -> Void) throws {
    wiping_follow()
    // By hand, so that it goes here and not sooner; and C is shown its address, or it might never be on the heap.
    let holder = unsafe Unmanaged.passRetained(try make())
    try unsafe use(holder.takeUnretainedValue())
    let isFollowed = unsafe wiping_freeze(holder.toOpaque()) != 0
    unsafe holder.release()
    guard wiping_unfollow() > 0, isFollowed else { throw NothingFollowed() }
}

/// The holder had no memory, or has not let go of it: nothing was checked.
struct NothingFollowed: Error {}
