// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.30;

/// @title Holds the native asset for orders until both sides are satisfied.
/// @notice An order is opened with its whole amount and ends once: released to the seller, refunded
/// to the buyer, or split by the mediator. What somebody gets is written to their credit and fetched
/// by themselves, so that nobody who cannot be paid holds up another. The sum of all open orders and
/// all credits is the contract's balance, never more.
/// @dev State is changed before anything is called; only `withdraw` calls out, and changes first.
contract HoldfastEscrow {
    enum State {
        NONE,
        OPEN,
        RELEASED,
        REFUNDED,
        SPLIT
    }

    struct Order {
        address seller;
        uint64 expiresAt;
        State state;
        uint256 amount;
    }

    /// Decides what the two sides cannot.
    address public immutable mediator;
    /// Says what was paid outside the chain.
    address public immutable oracle;

    /// By `key(order, buyer)`: nobody can occupy the name of somebody else's order.
    mapping(bytes32 => Order) public orders;
    /// What each may fetch.
    mapping(address => uint256) public credits;
    /// The receipt of the payment that an order got outside the chain; 0 where there is none.
    mapping(bytes32 => bytes32) public offchainReceipts;

    event Opened(
        bytes32 indexed order,
        address indexed buyer,
        address indexed seller,
        uint256 amount,
        uint64 expiresAt
    );
    event Released(bytes32 indexed order, address indexed buyer, uint256 toSeller);
    event Refunded(bytes32 indexed order, address indexed buyer, uint256 toBuyer);
    event Split(bytes32 indexed order, address indexed buyer, uint256 toSeller, uint256 toBuyer);
    event Withdrawn(address indexed by, uint256 amount);
    event OffchainPaymentRecorded(
        bytes32 indexed order,
        bytes32 receipt,
        uint256 amount,
        bytes32 currency
    );

    error NothingPaid();
    error NoSeller();
    error AlreadyExpired();
    error AlreadyOpened();
    error NotOpen();
    error NotAllowed();
    error MoreThanThereIs();
    error AlreadyRecorded();
    error NoReceipt();
    error NothingToWithdraw();
    error NotPaid();

    constructor(address mediator_, address oracle_) {
        if (mediator_ == address(0) || oracle_ == address(0)) revert NotAllowed();
        mediator = mediator_;
        oracle = oracle_;
    }

    /// Where the caller's order of this name is kept.
    function key(bytes32 order, address buyer) public pure returns (bytes32) {
        return keccak256(abi.encode(order, buyer));
    }

    /// The caller is the buyer and pays the whole amount.
    /// @param expiresAt seconds since 1970, from when on the buyer may take the amount back alone
    function open(bytes32 order, address seller, uint64 expiresAt) external payable {
        if (msg.value == 0) revert NothingPaid();
        if (seller == address(0) || seller == msg.sender) revert NoSeller();
        if (expiresAt <= block.timestamp) revert AlreadyExpired();
        Order storage opened = orders[key(order, msg.sender)];
        if (opened.state != State.NONE) revert AlreadyOpened();
        opened.seller = seller;
        opened.expiresAt = expiresAt;
        opened.state = State.OPEN;
        opened.amount = msg.value;
        emit Opened(order, msg.sender, seller, msg.value, expiresAt);
    }

    /// The seller gets all. By the buyer or the mediator.
    function release(bytes32 order, address buyer) external {
        Order storage ending = requireOpen(order, buyer);
        if (msg.sender != buyer && msg.sender != mediator) revert NotAllowed();
        ending.state = State.RELEASED;
        credits[ending.seller] += ending.amount;
        emit Released(order, buyer, ending.amount);
    }

    /// The buyer gets all. By the seller or the mediator; past its time, by the buyer.
    function refund(bytes32 order, address buyer) external {
        Order storage ending = requireOpen(order, buyer);
        bool late = msg.sender == buyer && block.timestamp >= ending.expiresAt;
        if (msg.sender != ending.seller && msg.sender != mediator && !late) revert NotAllowed();
        ending.state = State.REFUNDED;
        credits[buyer] += ending.amount;
        emit Refunded(order, buyer, ending.amount);
    }

    /// The seller gets so much and the buyer the rest. By the mediator.
    function split(bytes32 order, address buyer, uint256 toSeller) external {
        Order storage ending = requireOpen(order, buyer);
        if (msg.sender != mediator) revert NotAllowed();
        if (toSeller > ending.amount) revert MoreThanThereIs();
        uint256 toBuyer = ending.amount - toSeller;
        ending.state = State.SPLIT;
        credits[ending.seller] += toSeller;
        credits[buyer] += toBuyer;
        emit Split(order, buyer, toSeller, toBuyer);
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

    /// Says, once for each order, that it was paid outside the chain. By the oracle.
    /// @param receipt a hash of the proof, never the proof: it may hold personal data
    function recordOffchainPayment(
        bytes32 order,
        bytes32 receipt,
        uint256 amount,
        bytes32 currency
    ) external {
        if (msg.sender != oracle) revert NotAllowed();
        if (receipt == 0) revert NoReceipt();
        if (offchainReceipts[order] != 0) revert AlreadyRecorded();
        offchainReceipts[order] = receipt;
        emit OffchainPaymentRecorded(order, receipt, amount, currency);
    }

    function requireOpen(bytes32 order, address buyer) private view returns (Order storage found) {
        found = orders[key(order, buyer)];
        if (found.state != State.OPEN) revert NotOpen();
    }
}
