// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

/// @title Holds the native asset for orders until both sides are satisfied.
/// @notice An order is opened with its whole amount and ends once, with everything paid out: released
/// to the seller, refunded to the buyer, or shared after a dispute. Each waiting state has a time after
/// which one side gets out without the other, and without us. What somebody gets is written to their
/// credit and fetched by themselves, so that nobody who cannot be paid holds up another. The sum of all
/// open orders and all credits is the contract's balance, never more.
/// @dev State is changed before anything is called; only `withdraw` calls out, and changes first.
///
///   FUNDED    ship (seller) -> SHIPPED; release (buyer); refund (seller; buyer past its time);
///             dispute (buyer) -> DISPUTED
///   SHIPPED   release (buyer; seller past its time); refund (seller);
///             dispute (either) -> DISPUTED
///   DISPUTED  release (buyer); refund (seller); split (mediator);
///             settle (either past its time): halves, an odd unit is the buyer's; all to the buyer
///             where nothing was shipped
///   PAID_OUT  nothing
contract HoldfastEscrow {
    enum State {
        NONE,
        FUNDED,
        SHIPPED,
        DISPUTED,
        PAID_OUT
    }

    struct Order {
        address seller;
        /// Seconds since 1970: from when on it needs no other side to go on.
        uint64 dueAt;
        State state;
        bool shipped;
        /// Who complained, where somebody did.
        bool disputedBySeller;
        uint256 amount;
        /// Once it is paid out; the rest is the buyer's.
        uint256 toSeller;
    }

    /// Decides what the two sides cannot.
    address public immutable mediator;
    /// Says what was paid outside the chain.
    address public immutable oracle;
    /// How long each state may last, in seconds.
    uint64 public immutable shippingTime;
    uint64 public immutable confirmationTime;
    uint64 public immutable decisionTime;

    /// By `key(order, buyer)`: nobody can occupy the name of somebody else's order.
    mapping(bytes32 => Order) public orders;
    /// What each may fetch.
    mapping(address => uint256) public credits;
    /// The receipt of the payment that an order got outside the chain; 0 where there is none.
    mapping(bytes32 => bytes32) public offchainReceipts;
    /// The order that a receipt was recorded for; 0 where it was for none.
    mapping(bytes32 => bytes32) public receiptOrders;

    event Opened(
        bytes32 indexed order,
        address indexed buyer,
        address indexed seller,
        uint256 amount,
        uint64 dueAt
    );
    event Shipped(bytes32 indexed order, address indexed buyer, uint64 dueAt);
    event Disputed(
        bytes32 indexed order,
        address indexed buyer,
        address indexed by,
        uint64 dueAt
    );
    event PaidOut(bytes32 indexed order, address indexed buyer, uint256 toSeller, uint256 toBuyer);
    event Withdrawn(address indexed by, uint256 amount);
    event OffchainPaymentRecorded(
        bytes32 indexed order,
        bytes32 receipt,
        uint256 amount,
        bytes32 currency
    );

    error NothingPaid();
    error NoSeller();
    error NoTime();
    error AlreadyOpened();
    error WrongState();
    error NotAllowed();
    error MoreThanThereIs();
    error AlreadyRecorded();
    error NoReceipt();
    error NothingToWithdraw();
    error NotPaid();

    constructor(
        address mediator_,
        address oracle_,
        uint64 shippingTime_,
        uint64 confirmationTime_,
        uint64 decisionTime_
    ) {
        if (mediator_ == address(0) || oracle_ == address(0)) revert NotAllowed();
        if (shippingTime_ == 0 || confirmationTime_ == 0 || decisionTime_ == 0) revert NoTime();
        if (shippingTime_ > 365 days || confirmationTime_ > 365 days || decisionTime_ > 365 days)
            revert NoTime();
        mediator = mediator_;
        oracle = oracle_;
        shippingTime = shippingTime_;
        confirmationTime = confirmationTime_;
        decisionTime = decisionTime_;
    }

    /// Where the order of this name and this buyer is kept.
    /// @param order keccak-256 of the order's id
    function key(bytes32 order, address buyer) public pure returns (bytes32) {
        return keccak256(abi.encode(order, buyer));
    }

    /// The caller is the buyer and pays the whole price. Who decides disputes is no side of any order.
    function open(bytes32 order, address seller) external payable {
        if (msg.value == 0) revert NothingPaid();
        if (seller == address(0) || seller == msg.sender) revert NoSeller();
        if (seller == mediator || msg.sender == mediator) revert NotAllowed();
        Order storage opened = orders[key(order, msg.sender)];
        if (opened.state != State.NONE) revert AlreadyOpened();
        opened.seller = seller;
        opened.dueAt = uint64(block.timestamp) + shippingTime;
        opened.state = State.FUNDED;
        opened.amount = msg.value;
        emit Opened(order, msg.sender, seller, msg.value, opened.dueAt);
    }

    /// The goods are on their way. By the seller.
    function ship(bytes32 order, address buyer) external {
        Order storage shipped = orders[key(order, buyer)];
        if (shipped.state != State.FUNDED) revert WrongState();
        if (msg.sender != shipped.seller) revert NotAllowed();
        shipped.state = State.SHIPPED;
        shipped.shipped = true;
        shipped.dueAt = uint64(block.timestamp) + confirmationTime;
        emit Shipped(order, buyer, shipped.dueAt);
    }

    /// The seller gets all. By the buyer; by the seller where the buyer said nothing in time.
    function release(bytes32 order, address buyer) external {
        Order storage ending = requireOpen(order, buyer);
        bool silent = ending.state == State.SHIPPED && isDue(ending);
        if (msg.sender != buyer && !(silent && msg.sender == ending.seller)) revert NotAllowed();
        payOut(ending, order, buyer, ending.amount);
    }

    /// The buyer gets all. By the seller; by the buyer where nothing was shipped in time.
    function refund(bytes32 order, address buyer) external {
        Order storage ending = requireOpen(order, buyer);
        bool silent = ending.state == State.FUNDED && isDue(ending);
        if (msg.sender != ending.seller && !(silent && msg.sender == buyer)) revert NotAllowed();
        payOut(ending, order, buyer, 0);
    }

    /// A side complains, and the mediator is to decide. Who has not shipped has nothing to claim.
    function dispute(bytes32 order, address buyer) external {
        Order storage disputed = orders[key(order, buyer)];
        if (disputed.state != State.FUNDED && disputed.state != State.SHIPPED) revert WrongState();
        bool bySeller = msg.sender == disputed.seller && disputed.shipped;
        if (msg.sender != buyer && !bySeller) revert NotAllowed();
        disputed.state = State.DISPUTED;
        disputed.disputedBySeller = bySeller;
        disputed.dueAt = uint64(block.timestamp) + decisionTime;
        emit Disputed(order, buyer, msg.sender, disputed.dueAt);
    }

    /// The seller gets so much and the buyer the rest. By the mediator, of what is disputed.
    function split(bytes32 order, address buyer, uint256 toSeller) external {
        Order storage ending = orders[key(order, buyer)];
        if (ending.state != State.DISPUTED) revert WrongState();
        if (msg.sender != mediator) revert NotAllowed();
        if (toSeller > ending.amount) revert MoreThanThereIs();
        payOut(ending, order, buyer, toSeller);
    }

    /// Ends what the mediator did not decide in time. By either side.
    function settle(bytes32 order, address buyer) external {
        Order storage ending = orders[key(order, buyer)];
        if (ending.state != State.DISPUTED || !isDue(ending)) revert WrongState();
        if (msg.sender != buyer && msg.sender != ending.seller) revert NotAllowed();
        payOut(ending, order, buyer, ending.shipped ? ending.amount / 2 : 0);
    }

    /// Fetches all that the caller was credited.
    function withdraw() external {
        uint256 amount = credits[msg.sender];
        if (amount == 0) revert NothingToWithdraw();
        credits[msg.sender] = 0;
        emit Withdrawn(msg.sender, amount);
        (bool paid, ) = payable(msg.sender).call{value: amount}("");
        if (!paid) revert NotPaid();
    }

    /// Says, once for each order and once for each receipt, that it was paid outside the chain. By the
    /// oracle.
    /// @param receipt a hash of the proof, never the proof: it may hold personal data
    function recordOffchainPayment(
        bytes32 order,
        bytes32 receipt,
        uint256 amount,
        bytes32 currency
    ) external {
        if (msg.sender != oracle) revert NotAllowed();
        if (receipt == 0 || order == 0) revert NoReceipt();
        if (offchainReceipts[order] != 0 || receiptOrders[receipt] != 0) revert AlreadyRecorded();
        offchainReceipts[order] = receipt;
        receiptOrders[receipt] = order;
        emit OffchainPaymentRecorded(order, receipt, amount, currency);
    }

    function payOut(Order storage ending, bytes32 order, address buyer, uint256 toSeller) private {
        uint256 toBuyer = ending.amount - toSeller;
        ending.state = State.PAID_OUT;
        ending.toSeller = toSeller;
        credits[ending.seller] += toSeller;
        credits[buyer] += toBuyer;
        emit PaidOut(order, buyer, toSeller, toBuyer);
    }

    function isDue(Order storage waiting) private view returns (bool) {
        return block.timestamp >= waiting.dueAt;
    }

    function requireOpen(bytes32 order, address buyer) private view returns (Order storage found) {
        found = orders[key(order, buyer)];
        if (found.state == State.NONE || found.state == State.PAID_OUT) revert WrongState();
    }
}
